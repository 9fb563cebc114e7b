import { lineLevelOf } from '../src/index.ts';

describe('how bad a log line is', () => {
  test.each([
    ['pino', '{"level":50,"time":1764340000000,"pid":7,"msg":"card declined"}', 'error'],
    ['pino, fatal', '{"level":60,"msg":"cannot go on"}', 'error'],
    ['pino, a plain line', '{"level":30,"msg":"request completed","err":null}', 'info'],
    ['bunyan', '{"name":"shop","hostname":"a","level":60,"msg":"gone"}', 'error'],
    ['bunyan, a warning', '{"name":"shop","level":40,"msg":"slow"}', 'warn'],
    ['klog', 'E1123 14:26:00.000000       1 controller.go:114] loading OpenAPI spec', 'error'],
    ['klog, a plain line', 'I1123 14:26:00.000000       1 controller.go:114] error count reset', 'info'],
    ['syslog', '<11>1 2026-11-23T14:26:00Z host app - - - gone', 'error'],
    ['syslog, a plain line', '<14>Nov 23 14:26:00 host app: no error', 'info'],
    ['nginx', '2026/11/23 14:26:00 [crit] 7#7: *1 connect() to unix:/run/app.sock', 'error'],
    ['nginx, a notice', '2026/11/23 14:26:00 [notice] 7#7: signal process started', 'info'],
    ['lvl', 't=2026-11-23T14:26:00 lvl=eror msg="cannot write"', 'error'],
    ['lvl in JSON', '{"lvl":"warn","msg":"retry after error"}', 'warn'],
    ['Serilog', '{"@t":"2026-11-23T14:26:00Z","@l":"Error","@mt":"Cannot charge {Order}"}', 'error'],
    ['OpenTelemetry', '{"body":"cannot charge","severity_number":17}', 'error'],
    ['OpenTelemetry, a plain line', '{"body":"charged","severityNumber":9}', 'info'],
    ['OpenTelemetry, by its text', '{"SeverityText":"FATAL","Body":"cannot charge"}', 'error'],
    ['nested', '{"log":{"level":"error"},"message":"cannot charge"}', 'error'],
    ['behind a long message', `{"message":"${'x '.repeat(400)}","severity":"ERROR"}`, 'error'],
    ['an access line that failed', '{"method":"GET","path":"/pay","status":502,"ms":3}', 'error'],
    ['an access line', '{"method":"GET","path":"/pay","status":200,"ms":502}', 'info'],
    ['a field without an error', '{"msg":"paid","error":null}', 'info'],
    ['an empty field', '{"msg":"paid","errors":[],"exception":"","failed":0}', 'info'],
    ['an empty pair', 'paid order=7 error= err=nil', 'info'],
    ['an address', 'GET /callback?error=&state=7 200', 'info'],
    ['a path', 'GET /static/error-page.css 200', 'info'],
    ['no errors', 'import finished with 0 errors', 'info'],
    ['an error in words', 'import finished with 10 errors, error: disk gone', 'error'],
    ['a field with an error', '{"msg":"not paid","error":"card declined"}', 'error'],
    ['a pair with an error', 'not paid error="no route to host"', 'error'],
    ['a plain line that tells of an error', 'level=info msg="retried after error"', 'info'],
    ['a plain line by its beginning', '2026-11-23 14:26:00 INFO Worker handled ERROR reply', 'info'],
    ['an exception', 'java.lang.IllegalStateException: no cart', 'error'],
    ['Python', 'Traceback (most recent call last):', 'error'],
  ] as const)('%s', (_, line, level) => {
    expect(lineLevelOf(undefined, line)).toBe(level);
  });

  test.each([
    ['50', 'error'],
    ['40', 'warn'],
    ['30', 'info'],
    ['3', 'error'],
    ['6', 'info'],
    ['400', 'error'],
    ['Error', 'error'],
    ['WARNING', 'warn'],
    ['notice', 'info'],
  ] as const)('a level called %s', (level, meant) => {
    expect(lineLevelOf(level, 'error or not')).toBe(meant);
  });

  test('a level that says nothing leaves it to the line', () => {
    expect(lineLevelOf('unknown', 'panic: no cart')).toBe('error');
  });

  test('a line that a source chose as an error is one unless it says otherwise', () => {
    expect(lineLevelOf(undefined, 'refusing to go on', 'error')).toBe('error');
    expect(lineLevelOf(undefined, '{"msg":"paid","error":null}', 'error')).toBe('info');
    expect(lineLevelOf(undefined, 'level=info msg="retried after error"', 'error')).toBe('info');
  });
});
