module.exports = { ...require('../../jest.preset.cjs'), displayName: 'data-sources', rootDir: __dirname };
