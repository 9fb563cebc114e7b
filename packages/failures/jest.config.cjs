module.exports = { ...require('../../jest.preset.cjs'), displayName: 'failures', rootDir: __dirname };
