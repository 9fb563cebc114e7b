import { QueryFault } from './ast.ts';
import type { Token } from './tokens.ts';

/** Walks over the tokens of one query. */
export class TokenReader {
  private position = 0;
  private readonly tokens: readonly Token[];
  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }
  peek(ahead = 0): Token {
    return this.tokens[Math.min(this.position + ahead, this.tokens.length - 1)] as Token;
  }
  next(): Token {
    const token = this.peek();
    this.position += 1;
    return token;
  }
  take(text: string): boolean {
    const token = this.peek();
    if ((token.kind !== 'op' && token.kind !== 'name') || token.text.toLowerCase() !== text) return false;
    this.position += 1;
    return true;
  }
  expect(text: string): void {
    if (!this.take(text)) this.fail(`unexpected "${this.peek().text}", expected "${text}"`);
  }
  fail(reason: string): never {
    throw new QueryFault(`1:${this.peek().at + 1}: parse error: ${reason}`);
  }
}
