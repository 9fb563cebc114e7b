module.exports = { ...require('../../jest.preset.cjs'), displayName: 'operator-console', rootDir: __dirname };
