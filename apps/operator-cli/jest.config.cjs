module.exports = { ...require('../../jest.preset.cjs'), displayName: 'operator-cli', rootDir: __dirname };
