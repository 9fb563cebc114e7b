import { readEnvironment } from '@incidentfox/config';

const given = { REDIS_URL: 'redis://127.0.0.1:6379', INCIDENTFOX_CONFIG: 'incidentfox.json' };
const read = (more: NodeJS.ProcessEnv) => readEnvironment({ ...given, ...more }, 'NOTIFIER_PORT', 3002);

test('an empty variable is one that is not there', () => {
  expect(read({ CONSOLE_URL: '', NOTIFIER_PORT: '' })).toMatchObject({ consoleUrl: null, port: 3002 });
});

test('every fault is named at once, and no value is repeated', () => {
  const faulty = () => read({ LOG_LEVEL: 'loud', CONSOLE_URL: 'https://ada:canary-password@fox.example.com' });
  expect(faulty).toThrow(/LOG_LEVEL must be[\s\S]*CONSOLE_URL must not hold a user name or password/);
  expect(faulty).not.toThrow(/canary-password/);
});

test('an address for links is a whole one', () => {
  expect(() => read({ CONSOLE_URL: 'fox.example.com' })).toThrow('CONSOLE_URL must be a full URL');
  expect(read({ CONSOLE_URL: 'https://fox.example.com' }).consoleUrl).toBe('https://fox.example.com');
});
