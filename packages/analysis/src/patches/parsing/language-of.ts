export type Language =
  | 'go'
  | 'java'
  | 'kotlin'
  | 'javascript'
  | 'python'
  | 'ruby'
  | 'csharp'
  | 'php'
  | 'rust'
  | 'sql'
  | 'yaml'
  | 'terraform'
  | 'json'
  | 'xml'
  | 'properties'
  | 'docker'
  | 'proto'
  | 'unknown';

const byEnding: Readonly<Record<string, Language>> = {
  go: 'go',
  java: 'java',
  scala: 'java',
  groovy: 'java',
  gradle: 'java',
  kt: 'kotlin',
  kts: 'kotlin',
  js: 'javascript',
  jsx: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  ts: 'javascript',
  tsx: 'javascript',
  mts: 'javascript',
  cts: 'javascript',
  vue: 'javascript',
  py: 'python',
  rb: 'ruby',
  rake: 'ruby',
  ru: 'ruby',
  cs: 'csharp',
  php: 'php',
  rs: 'rust',
  sql: 'sql',
  yaml: 'yaml',
  yml: 'yaml',
  tpl: 'yaml',
  tf: 'terraform',
  tfvars: 'terraform',
  hcl: 'terraform',
  json: 'json',
  json5: 'json',
  xml: 'xml',
  config: 'xml',
  csproj: 'xml',
  props: 'xml',
  properties: 'properties',
  env: 'properties',
  ini: 'properties',
  toml: 'properties',
  cfg: 'properties',
  cnf: 'properties',
  conf: 'properties',
  proto: 'proto',
};

const byName: readonly (readonly [RegExp, Language])[] = [
  [/^(?:dockerfile|containerfile)\b/i, 'docker'],
  [/^\.env\b|^procfile$|^requirements[^/]*\.(?:txt|in)$|^go\.mod$/i, 'properties'],
  [/^(?:gemfile|rakefile)$|\.gemspec$/i, 'ruby'],
  [/^jenkinsfile$/i, 'java'],
];

/** The language of a file by its name. */
export function languageOf(path: string): Language {
  const name = path.slice(path.lastIndexOf('/') + 1);
  for (const [pattern, language] of byName) if (pattern.test(name)) return language;
  return byEnding[name.slice(name.lastIndexOf('.') + 1).toLowerCase()] ?? 'unknown';
}

const configurations = new Set<Language>(['yaml', 'json', 'properties', 'xml', 'terraform', 'docker']);

/** Whether lines are settings (`key: value`) rather than statements. */
export const isConfiguration = (language: Language): boolean => configurations.has(language);
