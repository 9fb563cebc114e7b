import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * The path of a server's binary. Missing ones are installed by apt when the tests run as root; otherwise null, with a line
 * that says how to get it, so that a skipped test is seen.
 */
export function debianBinary(binary: string, debianPackage: string): string | null {
  const found = which(binary);
  if (found !== null) return found;
  if (process.getuid?.() === 0 && install(debianPackage)) return which(binary);
  process.stderr.write(`skipped: ${binary} is not installed; run: sudo apt-get install ${debianPackage}\n`);
  return null;
}

function which(binary: string): string | null {
  try {
    return execFileSync('sh', ['-c', 'command -v "$1"', 'sh', binary], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}

/** One suite at a time: apt does not wait for another apt. RUNLEVEL=1 keeps the package from starting its server. */
function install(debianPackage: string): boolean {
  const lock = join(tmpdir(), 'incidentfox-tests-apt.lock');
  const steps =
    'export DEBIAN_FRONTEND=noninteractive RUNLEVEL=1; apt-get update -q && apt-get install -qy --no-install-recommends "$1"';
  try {
    execFileSync('flock', ['--wait', '300', lock, 'sh', '-c', steps, 'sh', debianPackage], {
      stdio: 'ignore',
      timeout: 420_000,
    });
    return true;
  } catch {
    return false;
  }
}
