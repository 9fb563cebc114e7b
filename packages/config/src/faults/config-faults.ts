import { Failure } from '@incidentfox/failures';

/** One thing that is wrong with a configuration. Never holds a secret's value. */
export interface ConfigFault {
  /** `integrations.incident_io.severity_threshold`, `tools.prometheus[1].url`; empty for the file as a whole. */
  path: string;
  message: string;
  /** What to do, or empty. */
  hint: string;
  /** The file it stands in. */
  file: string;
}

/** A configuration that cannot be used, with everything that is wrong with it at once. */
export class ConfigFaults extends Failure {
  readonly faults: readonly ConfigFault[];

  constructor(faults: readonly ConfigFault[]) {
    super('config', faults.map(sentenceOf).join('\n'));
    this.name = 'ConfigFaults';
    this.faults = faults;
  }
}

/** `file: path: message. Hint` */
export function sentenceOf(fault: ConfigFault): string {
  const place = [fault.file, fault.path].filter((part) => part !== '').join(': ');
  return `${place}: ${fault.message}${fault.hint ? `. ${fault.hint}` : ''}`;
}

/** A path as people write it: `['teams', 0, 'id']` is `teams[0].id`. */
export function writePath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}
