module.exports = { ...require('../../jest.preset.cjs'), displayName: 'incident', rootDir: __dirname };
