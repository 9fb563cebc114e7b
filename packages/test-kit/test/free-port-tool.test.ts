import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const tool = new URL('../../../tools/free-port.mjs', `file://${__filename}`);

describe("the demo's ports", () => {
  test('are none that the system gives to whoever asks for any: another process could be first', () => {
    const program = `import { freePort } from ${JSON.stringify(fileURLToPath(tool))};
      console.log(JSON.stringify(await Promise.all(Array.from({ length: 20 }, freePort))));`;
    const ports = JSON.parse(
      execFileSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8' }),
    ) as number[];
    expect(Math.max(...ports)).toBeLessThan(32_768);
    expect(Math.min(...ports)).toBeGreaterThan(1_023);
  });
});
