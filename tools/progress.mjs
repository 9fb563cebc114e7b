// Says what is being done, and that it still goes on, without scrolling anything away.
const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const quietMs = 5000;

/** Runs `work` under a title; on a terminal with a turning sign, elsewhere with a line every five seconds. */
export async function step(title, work) {
  const started = Date.now();
  const seconds = () => `${((Date.now() - started) / 1000).toFixed(1)} s`;
  const isTerminal = Boolean(process.stderr.isTTY);
  let turn = 0;
  const timer = setInterval(
    () => {
      turn += 1;
      if (isTerminal) process.stderr.write(`\r${frames[turn % frames.length]} ${title} (${seconds()})  `);
      else process.stderr.write(`  ${title}: ${seconds()} so far\n`);
    },
    isTerminal ? 120 : quietMs,
  );
  if (!isTerminal) process.stderr.write(`… ${title}\n`);
  try {
    const result = await work();
    process.stderr.write(`${isTerminal ? '\r\u001b[2K' : ''}✔ ${title} (${seconds()})\n`);
    return result;
  } catch (error) {
    process.stderr.write(`${isTerminal ? '\r\u001b[2K' : ''}✘ ${title} (${seconds()})\n`);
    throw error;
  } finally {
    clearInterval(timer);
  }
}
