import { startSimulator } from './compose.ts';
import { readConfig } from './config.ts';

try {
  const simulator = await startSimulator(readConfig(process.env), Date.now);
  process.stdout.write(`${JSON.stringify({ control: simulator.control, urls: simulator.urls })}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void simulator.close().then(() => process.exit(0)));
  }
} catch (fault) {
  process.stderr.write(`simulator cannot start\n${fault instanceof Error ? fault.message : String(fault)}\n`);
  process.exitCode = 1;
}
