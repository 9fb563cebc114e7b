module.exports = { ...require('../../jest.preset.cjs'), displayName: 'told', rootDir: __dirname };
