import type { Alteration } from '../../alteration.ts';
import type { DiffLine, ParsedFile } from '../../parsing/parsed-file.ts';
import { alter, type Detector, textOf } from '../detector.ts';

const use =
  /@(?:Cacheable|CachePut|lru_cache|cached?|cache_page|cached_property|functools\.(?:lru_)?cache|memoize|Cached)\b|\b\w*(?:[cC]ache|CACHE)\w*\.(?:get\w*|fetch\w*|wrap|remember|compute\w*|getOrSet|Get\w*|TryGet\w*|GetOrCreate\w*|Load|has|read\w*|put|set\w*|Set\w*|Add)\b\s*[(<]|\bRails\.cache\.\w+|\bmemoize\(|\bcache_page\(|\bproxy_cache\b|\[(?:ResponseCache|OutputCache)|\bresponses\.cached\b|\bcached?\(\s*(?:async|\(|function)/;
const bypass =
  /\bno-?store\b|\bno-cache\b|\b(?:skip|bypass|disable|no)_?cach(?:e|ing)\b["']?\s*(?:[:=(]\s*["']?(?:true|1|on|yes|\))|$)|\bcache[\w.-]*(?:enabled)?["']?\s*[:=]\s*["']?(?:false|off|0|none|null|disabled)\b|\bproxy_cache\s+off|\bproxy_no_cache\b|\bcacheable\s*[:=]\s*false|\bsetUseCache\w*\(false/i;
const clearing =
  /\b\w*[cC]ache\w*\.(?:clear|flush\w*|invalidateAll|reset|delete_all|evictAll|purge\w*|Clear|Purge|Flush)\(|\bflush(?:all|db)\b|@CacheEvict\(.*allEntries\s*=\s*true/i;
const key = /\b\w*(?:cache_?key|cacheKey|CacheKey|CACHE_KEY|key_prefix|keyPrefix|cache_?prefix|cachePrefix)\w*\b/i;
const declares = /^(?:import|from|using|require|package)\b|\brequire\(/;

/** Caches that are no longer asked, are bypassed, emptied or asked by another key. */
export const caches: Detector = {
  wakesOn: 'cache cacheable cached caching lru memoize store nocache caches flushall flushdb evict prefix'.split(' '),
  detect: (file, { removed, added }) => [
    ...removed.flatMap((line) => gone(file, line)).slice(0, 1),
    ...added.flatMap((line) => bypassed(file, line)),
    ...added.flatMap((line) => otherKey(file, line)),
  ],
};

function gone(file: ParsedFile, line: DiffLine): Alteration[] {
  if (file.isDeleted || declares.test(line.code) || !use.test(line.code)) return [];
  const now = textOf(line, ['+', ' ']);
  if (use.test(now) || (line.partner !== null && /cache/i.test(line.partner.code))) return [];
  // The whole function went away with it: nobody asks any more, cached or not.
  if (!/[\w"')]/.test(now)) return [];
  return alter(file, { kind: 'cache_removed', what: 'cache', line, from: 'cached', to: 'not cached' });
}

function bypassed(file: ParsedFile, line: DiffLine): Alteration[] {
  const isCleared = clearing.test(line.code);
  if (!isCleared && !bypass.test(line.code)) return [];
  if (/npm|pip|apt|docker|yarn|apk/.test(line.code) || (line.partner !== null && bypass.test(line.partner.code)))
    return [];
  const isHeader = /cache-control/i.test(line.code) && !/max-age|public/i.test(line.partner?.code ?? '');
  if (isHeader) return [];
  return alter(file, {
    kind: 'cache_removed',
    what: 'cache',
    line,
    from: 'used',
    to: isCleared ? 'emptied' : 'bypassed',
    weight: isCleared ? 0.6 : 1,
  });
}

function otherKey(file: ParsedFile, line: DiffLine): Alteration[] {
  const { partner } = line;
  if (partner === null || !key.test(line.code) || !key.test(partner.code)) return [];
  const [was, now] = [literalsOf(partner), literalsOf(line)];
  if (was === now || was === '' || now === '') return [];
  return alter(file, { kind: 'cache_removed', what: 'cache key', line, from: was, to: now, weight: 0.8 });
}

/** The text the key is made of; with other names only, it may be the same key. */
const literalsOf = (line: DiffLine): string => line.literals.join(' ');
