module.exports = { ...require('../../jest.preset.cjs'), displayName: 'severity', rootDir: __dirname };
