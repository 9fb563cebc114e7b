import { lineLevelOf } from '@incidentfox/incident';
import { looksLikeError, saysItIsFine } from '../../src/logs/error-words.ts';

const [bad, fine] = [looksLikeError, saysItIsFine].map((text) => new RegExp(text.replace(/^\(\?i\)/, ''), 'i')) as [
  RegExp,
  RegExp,
];
const isErrorLine = (line: string) => bad.test(line) && !fine.test(line);

describe('the words by which a server without levels finds errors', () => {
  test.each([
    '{"level":50,"time":1764340000000,"pid":7,"msg":"card declined"}',
    '{"name":"shop","level":60,"msg":"gone"}',
    'E1123 14:26:00.000000       1 controller.go:114] loading OpenAPI spec',
    '2026/11/23 14:26:00 [crit] 7#7: *1 connect() to unix:/run/app.sock',
    't=2026-11-23T14:26:00 lvl=eror msg="cannot write"',
    '{"@t":"2026-11-23T14:26:00Z","@l":"Error","@mt":"Cannot charge {Order}"}',
    '{"body":"cannot charge","severity_number":17}',
    '{"log":{"level":"error"},"message":"cannot charge"}',
    '{"method":"GET","path":"/pay","status":502,"ms":3}',
    '{"msg":"not paid","error":"card declined"}',
    '{"msg":"not paid","err":{"message":"x"},"error":{"message":"no such host"}}',
    'not paid error="no route to host"',
    'dial failed, error: no such host',
    'error: null pointer in cart',
    'java.lang.IllegalStateException: no cart',
    'Traceback (most recent call last):',
    'level=error msg="gone"',
    '2026-11-23 14:26:00 ERROR Worker cannot go on',
    'panic: runtime',
    'upstream connect error',
    'ended with "error"',
  ])('an error: %s', (line) => {
    expect([isErrorLine(line), lineLevelOf(undefined, line)]).toEqual([true, 'error']);
  });

  test.each([
    '{"level":30,"msg":"request completed","err":null}',
    'I1123 14:26:00.000000       1 controller.go:114] error count reset',
    '{"msg":"paid","error":null}',
    '{"msg":"paid","error": ""}',
    '{"msg":"paid","errors":[],"exception":""}',
    '{"msg":"paid","error":false,"critical":0}',
    'GET /callback?error=&state=7 200',
    'GET /callback?state=7&error=none 200',
    'GET /static/error-page.css 200',
    'import finished with 0 errors',
    'paid error=nil',
    'level=info msg="retried after error"',
    '{"severity":"INFO","message":"error handler registered"}',
  ])('none: %s', (line) => {
    expect([isErrorLine(line), lineLevelOf(undefined, line)]).toEqual([false, 'info']);
  });
});
