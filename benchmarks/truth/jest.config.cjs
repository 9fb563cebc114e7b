module.exports = { ...require('../../jest.preset.cjs'), displayName: 'benchmark-truth', rootDir: __dirname };
