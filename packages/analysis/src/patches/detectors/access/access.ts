import type { Alteration, AlterationKind } from '../../alteration.ts';
import type { DiffLine, ParsedFile } from '../../parsing/parsed-file.ts';
import { alter, type Detector } from '../detector.ts';

const rules: readonly (readonly [AlterationKind, string, RegExp])[] = [
  [
    'certificate',
    'TLS',
    /\b(?:InsecureSkipVerify|MinVersion|MaxVersion|RootCAs|ClientCAs|ClientAuth|CipherSuites|rejectUnauthorized|ssl_?mode|sslrootcert|ssl_?context|ca_?bundle|cafile|ca_?file|caFile|cert_?file|key_?file|certificate_?(?:arn|file|path|authority)?|cert_?path|tls_?(?:version|min\w*|config|cert\w*|enabled|policy)|ssl_(?:protocols|ciphers|certificate|verify\w*)|ssl_policy|minimum_tls\w*|trust_?store|key_?store|verify_?ssl|ssl_?verify|verify_?mode|VERIFY_(?:PEER|NONE)|SslProtocols|ServerCertificate\w*|secretName|tls|ssl|mtls|x509|usePlaintext|insecure)\b/i,
  ],
  [
    'authentication',
    'authentication',
    /@(?:PreAuthorize|Secured|RolesAllowed|PostAuthorize|login_required|permission_required|requires_auth|jwt_required|UseGuards|Roles)\b|\[(?:Authorize|AllowAnonymous)|\b(?:before_action|skip_before_action|before_filter)\s+:(?:authen\w*|authori\w*|require_\w*|verify_\w*)|\b(?:require_?auth\w*|requires_?auth\w*|ensure_?auth\w*|is_?auth\w*|check_?(?:auth|permission|access)\w*|verify_?(?:token|jwt|signature|auth)\w*|auth_?middleware|authenticate\w*|authoriz\w*|permission_classes|authentication_classes|hasRole|hasAuthority|hasAnyRole|permitAll|denyAll|anonymous\s*\(|antMatchers|requestMatchers|issuer|audience|aud|jwks\w*|scopes?|allowed_?origins?|cors\w*|csrf\w*|service_?account(?:Name)?|iam_\w+|role_?arn|roleRef|bearer|oauth\w*|api_?key|credentials?|permissions?|SigningKey|jwt\w*|HmacSHA\w+|HS256|RS256|algorithms?|policy_arn)\b/i,
  ],
  [
    'header',
    'header',
    /\b(?:set_?header|add_?header|header\.(?:set|add|get|del)|headers?\s*[[({.:]|proxy_set_header|proxy_hide_header|request\.headers|res(?:ponse)?\.headers|content-?type|accept-?encoding|x-[a-z]+(?:-[a-z]+)+|@(?:Request)?Header\b|Cache-Control|Host:)/i,
  ],
];
const isComparison = /^(?:import|from|using|package|require|\/\/)\b/;
/** Names of secrets and paths in a log or a message say nothing of what is checked. */
const isTalk =
  /\b\w*(?:log|logger|console|fmt|slog)\w*\.\w+\(|\b(?:throw|raise|panic)\b|\b(?:error|message|detail|reason|title)["']?\s*[:=]\s*(?!=)[^=]*["'`+]/i;
const secretLine =
  /\bsecretName\b|\btls\b|\bssl\b|\binsecure\b|\bscopes?\b|\baud\b|\banonymous\b|\balgorithms?\b|\bcredentials?\b|\bapi_?key\b|\bpermissions?\b/i;

/** Who is let in, how connections are secured and what headers are sent or wanted. */
export const access: Detector = {
  wakesOn:
    'authenticated insecure skip root cas cipher reject unauthorized ssl sslmode tls mtls ca cert certificate certificates trust truststore keystore store verify authorize authenticate secured roles role auth jwt token guards anonymous before_action require permission permissions authorization authentication authority permit deny matchers issuer audience jwks scope scopes origins origin cors csrf account iam bearer oauth oauth2 key credentials credential algorithms algorithm header headers content accept x rejectunauthorized plaintext ant login secret hs rs middleware minimum protocols'.split(
      ' ',
    ),
  detect: (file, { removed, added }) => {
    const found = [
      ...added.flatMap((line) => touched(file, line)),
      ...removed.flatMap((line) => (line.partner === null ? touched(file, line) : [])),
    ];
    return onePerHunk(found, file);
  },
};

function touched(file: ParsedFile, line: DiffLine): Alteration[] {
  const { code, partner } = line;
  if (
    isComparison.test(line.bare) ||
    isTalk.test(line.bare) ||
    /^(?:var|val|const|let|private|public|final)\s+[\w<>]+\s+\w+;$/.test(code)
  )
    return [];
  for (const [kind, what, pattern] of rules) {
    const now = pattern.exec(code);
    const was = partner === null ? null : pattern.exec(partner.code);
    if (now === null && was === null) continue;
    if (partner !== null && !isAboutIt(line, partner, pattern, now?.[0] ?? was?.[0] ?? '')) continue;
    // Loose words count only where something was replaced, strong ones also where they came or went.
    const loose = secretLine.test(now?.[0] ?? was?.[0] ?? '');
    if (loose && partner === null) continue;
    const name = (now?.[0] ?? was?.[0] ?? what).replace(/[[({:.\s]+$/, '');
    return alter(file, {
      kind,
      what: `${what} (${name})`,
      line,
      from: line.sign === '-' ? 'present' : (partner?.code ?? null),
      to: line.sign === '-' ? 'removed' : partner === null ? 'added' : code,
      weight: partner === null ? 0.75 : 1,
    });
  }
  return [];
}

/** Whether the replaced part of the line is what the name stands for, not something else beside it. */
function isAboutIt(line: DiffLine, partner: DiffLine, pattern: RegExp, name: string): boolean {
  if (pattern.test(line.code) !== pattern.test(partner.code)) return true;
  const [a, b] = [partner.code, line.code];
  const [restA, restB] = [a.slice(a.indexOf(name)), b.slice(b.indexOf(name))];
  if (restA === restB) return false;
  // A variable that got another name passes the same value.
  const values = (text: string): string =>
    (
      text.match(
        /["'`][^"'`]*["'`]|\b\d[\w.]*\b|\b(?:true|false|True|False|\w+\.[A-Z]\w*|[A-Z][A-Z\d_]{3,})\b|:\w+/g,
      ) ?? []
    ).join(' ');
  return values(a) !== values(b) || /[:=]\s*[\w.-]+$/.test(b);
}

/** One hunk that rewrites a filter is one alteration of each kind. */
function onePerHunk(found: readonly Alteration[], file: ParsedFile): Alteration[] {
  const seen = new Set<string>();
  return found.filter((alteration) => {
    const hunk = file.hunks.findIndex(({ lines }) => lines.some(({ text }) => text === alteration.line));
    const key = `${hunk} ${alteration.kind}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
