import type { Command } from 'commander';

/** What a command may use of the process it runs in. */
export interface Terminal {
  readonly env: NodeJS.ProcessEnv;
  /** Whether results may be coloured. */
  readonly colors: boolean;
  /** Standard output: results alone, so that they can be piped. Line breaks are the caller's. */
  out(text: string): void;
  /** Standard error: faults and notes. */
  note(text: string): void;
}

/** The outcome of a command, for people and for machines. */
export interface CommandResult {
  /** 0 all is well, 1 problems were found. */
  exitCode: 0 | 1;
  /** Standard output for people. Empty: nothing is written. */
  text: string;
  /** Lines on standard error. With `--json` they are left out: `json` has them. */
  notes: readonly string[];
  /** The one document on standard output with `--json`. */
  json: unknown;
}

/** One thing an operator can type. */
export interface CliCommand {
  /** One or two words, as typed: `doctor`, `config check`. The npm script's name has a colon between them. */
  readonly name: string;
  /** One sentence for `--help`. */
  readonly summary: string;
  /** Declares arguments and options; `--json` and `--help` are there already. */
  declare(command: Command): void;
  /**
   * Does it. Reads `command.args` and `command.opts()`.
   * @throws WrongUsage when what was typed cannot be meant; anything else it throws is a problem that was found
   */
  run(command: Command, terminal: Terminal): Promise<CommandResult>;
}

/** What was typed is wrong in a way the parser cannot see. The message is for people. */
export class WrongUsage extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'WrongUsage';
  }
}
