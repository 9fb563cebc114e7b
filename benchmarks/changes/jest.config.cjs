module.exports = { ...require('../../jest.preset.cjs'), displayName: 'benchmark-changes', rootDir: __dirname };
