import type { Alteration } from '../../alteration.ts';
import type { DiffLine, ParsedFile } from '../../parsing/parsed-file.ts';
import { alter, type Detector } from '../detector.ts';

const declared =
  /@(?:NotNull|NotBlank|NotEmpty|Size|Min|Max|Pattern|Valid|Positive|Email|Length|Digits|IsNotEmpty|IsString|IsInt|IsDefined)\b|\[(?:Required|StringLength|Range|RegularExpression|MinLength|MaxLength)\b|\bvalidates?(?:_\w+_of)?\s+:|(?:binding|validate):\\?"|\b(?:z|Joi|joi|[yY]up|[sS]chema|RuleFor)\b.*\.(?:required|nonempty|strict|nullable|optional|min|max|email|uuid|positive)\(|\bz\.(?:string|number|enum|object|literal)\(|\bJoi\.|\byup\.|\bFieldValidator|\bField\(\.\.\.|\bRuleFor\(|\badditionalProperties["']?\s*[:=]|["']?required["']?\s*[:=]\s*(?:true|false|\[)|\ballow_?(?:null|blank|unknown)\b|\bnullable\s*[:=]|\bextra\s*=\s*["'](?:forbid|allow)|\bFAIL_ON_\w+|\bDisallowUnknownFields\b|\bblank=|\bmax_length=|\bchoices=/;
const refused =
  /\b(?:throw|raise)\s+(?:new\s+)?(?:[\w.]*(?:Validation|BadRequest|IllegalArgument|InvalidArgument|Invalid|Argument\w*|Unprocessable|ValueError|HttpException|HTTPException|ApiError)\w*)|\breturn\b.*\b(?:BadRequest|ErrInvalid\w*|codes\.InvalidArgument|StatusBadRequest|UnprocessableEntity|status\(4(?:00|22)\))|\bhttp\.Error\(.*(?:400|StatusBadRequest)|\babort\(4(?:00|22)\)|\brequire\(.+\)\s*\{|\bcheck(?:Argument|State)\(|\bassert\s+\w/;
const stricter =
  /\bstrict|required|NotNull|NotBlank|NotEmpty|forbid|additionalProperties["']?\s*[:=]\s*false|DisallowUnknown|FAIL_ON_\w+\s*,\s*true|presence/i;

/** What input is refused, more or less than before. */
export const validation: Detector = {
  wakesOn:
    'z status exception api min max allow blank empty size min max pattern valid positive email length digits required string validates validate validation binding strict nonempty nullable optional uuid joi yup additional null unknown extra disallow bad request badrequest invalid unprocessable abort assert choices illegal argument defined isdefined'.split(
      ' ',
    ),
  detect: (file, { removed, added }) => [
    ...added.flatMap((line) =>
      isChanged(line) ? found(file, line, stricter.test(line.code) ? 'stricter' : 'other') : [],
    ),
    ...removed.flatMap((line) =>
      line.partner === null && declared.test(line.code) ? found(file, line, 'removed') : [],
    ),
  ],
};

function isChanged(line: DiffLine): boolean {
  const { partner } = line;
  if (declared.test(line.code)) return partner === null ? stricter.test(line.code) : changedRule(line, partner);
  return refused.test(line.code) && (partner === null || !refused.test(partner.code));
}

/** Another name for the field is no other rule. */
function changedRule(line: DiffLine, partner: DiffLine): boolean {
  const rules = ({ code }: DiffLine): string =>
    (
      code.match(/@\w+|\.\w+\(|\b\d+\b|true|false|required|optional|\bnull\w*|forbid|allow\w*|["'][^"']*["']/g) ?? []
    ).join(' ');
  return rules(line) !== rules(partner);
}

const found = (file: ParsedFile, line: DiffLine, to: string): Alteration[] =>
  alter(file, {
    kind: 'validation',
    what: 'validation',
    line,
    from: line.partner?.code ?? null,
    to,
    weight: to === 'stricter' ? 1.2 : line.partner === null ? 0.8 : 1,
  });
