import { markdown } from '../../src/timeline/markdown.ts';

describe('text in a timeline entry', () => {
  test('keeps code as code: a file is neither a link nor full of signs', () => {
    expect(markdown('close removed in `src/processor/client.ts`', 200)).toBe(
      'close removed in `src/processor/client.ts`',
    );
  });

  test.each([
    [
      'a backquote alone',
      'lines ` *of* [a](https://evil.example)',
      'lines \\` \\*of\\* \\[a\\](https: //evil\\[.\\]example)',
    ],
    ['two backquotes with nothing in between', '``*bold*', '\\`\\`\\*bold\\*'],
  ])('%s formats nothing', (_, text, shown) => {
    expect(markdown(text, 200)).toBe(shown);
  });
});
