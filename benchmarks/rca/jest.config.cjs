module.exports = { ...require('../../jest.preset.cjs'), displayName: 'benchmark-rca', rootDir: __dirname };
