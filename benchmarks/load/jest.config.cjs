module.exports = { ...require('../../jest.preset.cjs'), displayName: 'benchmark-load', rootDir: __dirname };
