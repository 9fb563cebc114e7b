import { type FSWatcher, watch } from 'node:fs';
import { resolve as absolute, dirname } from 'node:path';

export interface FileWatch {
  /** Asked again after each event: a change may bring other files. */
  files: () => string[];
  settleMs: number;
  pollMs: number;
  onEvent: () => void;
}

/**
 * Calls `onEvent` once things are quiet after a change, and every `pollMs` where file events do not come through. Watches the
 * directories, not the files: editors and Kubernetes replace a file instead of writing into it.
 */
export function watchFiles({ files, settleMs, pollMs, onEvent }: FileWatch): { close(): void } {
  const watchers = new Map<string, FSWatcher>();
  let settling: NodeJS.Timeout | undefined;
  const soon = (): void => {
    clearTimeout(settling);
    settling = setTimeout(look, settleMs);
  };
  const watchDirectories = (): void => {
    for (const directory of new Set(files().map((file) => dirname(absolute(file))))) {
      if (watchers.has(directory)) continue;
      try {
        const watcher = watch(directory, { persistent: false }, soon);
        watcher.on('error', () => {
          watcher.close();
          watchers.delete(directory); // tried again at the next look
        });
        watchers.set(directory, watcher);
      } catch {
        // The directory is away for now; polling sees when it is back.
      }
    }
  };
  const look = (): void => {
    watchDirectories();
    onEvent();
  };
  watchDirectories();
  const polling = setInterval(look, pollMs).unref();
  return {
    close: () => {
      clearInterval(polling);
      clearTimeout(settling);
      for (const watcher of watchers.values()) watcher.close();
    },
  };
}
