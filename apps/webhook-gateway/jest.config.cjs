module.exports = { ...require('../../jest.preset.cjs'), displayName: 'webhook-gateway', rootDir: __dirname };
