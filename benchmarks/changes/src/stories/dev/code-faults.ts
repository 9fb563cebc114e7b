import type { Story } from '../story.ts';
import {
  extractMethod,
  moreTests,
  newCounter,
  newEndpoint,
  renameLocal,
  restyle,
  revertCopy,
  scaryTimeout,
} from './dev-decoys.ts';

/** Code that does something else than before: a check gone, a query in a loop, a leak, a lock. */
export const codeFaults: readonly Story[] = [
  {
    name: 'dev null check removed in kotlin',
    system: 'clinic',
    service: 'booking',
    victims: ['portal-web'],
    alarm: { metric: 'errors', summary: 'booking error share above 5 %' },
    culprit: {
      service: 'booking',
      minutes: -1,
      title: 'Booking: drop needless safe calls',
      files: {
        'booking/src/main/kotlin/clinic/booking/Referral.kt':
          ' fun referralCode(request: BookingRequest): String {\n-    val referral = request.referral ?: return NO_REFERRAL\n-    return referral.issuer + "-" + referral.number\n+    return request.referral!!.issuer + "-" + request.referral!!.number\n }',
      },
    },
    trouble: { booking: { errors: 0.36 }, 'portal-web': { errors: 0.14 } },
    lines: [
      [
        'booking',
        'ERROR',
        'Request processing failed: java.lang.NullPointerException at clinic.booking.ReferralKt.referralCode(Referral.kt:{k})',
      ],
      ['portal-web', 'ERROR', 'POST /bookings failed with status 500'],
    ],
    path: { services: ['portal-web', 'booking'], error: 'java.lang.NullPointerException' },
    decoys: [
      extractMethod('booking', -6),
      extractMethod('patient-records', -0.5),
      renameLocal('reminder-worker', -3),
      revertCopy('portal-web', -2),
    ],
    remediation: 'rollback',
  },
  {
    name: 'dev query per row in ruby',
    system: 'reel',
    service: 'site-web',
    victims: [],
    alarm: { metric: 'latency', summary: 'site-web p99 above one second' },
    culprit: {
      service: 'site-web',
      minutes: -3,
      title: 'Show the number of comments under every video',
      files: {
        'site/app/views/channels/_video.html.erb':
          ' <h3><%= video.title %></h3>\n+<span class="count"><%= video.comments.visible.count %></span>',
        'site/app/controllers/channels_controller.rb':
          '   def show\n-    @videos = @channel.videos.includes(:author, :tags).page(params[:page])\n+    @videos = @channel.videos.page(params[:page])\n   end',
      },
    },
    trouble: { 'site-web': { latency: 12, cpu: 1.6 } },
    extra: [
      ['site-web', 'db_queries_per_request', 6, 188],
      ['site-web', 'activerecord_time_ms_p95', 21, 1320],
    ],
    lines: [
      ['site-web', 'WARN', 'Completed 200 OK in {n}ms (Views: {k}ms | ActiveRecord: {n}ms) queries=19{k}'],
      [
        'site-web',
        'WARN',
        'slow transaction ChannelsController#show: SELECT COUNT(*) FROM comments WHERE video_id = {n} AND hidden = f',
      ],
    ],
    path: { services: ['site-web', 'catalog-api'], ms: 40 },
    decoys: [renameLocal('catalog-api', -1.5), restyle('site-web', -17), newCounter('thumbs', -2)],
    flags: [{ flag: 'comment-reactions', service: 'site-web', minutes: -9 }],
    remediation: 'rollback',
  },
  {
    name: 'dev leak in python',
    system: 'reel',
    service: 'uploads',
    victims: ['site-web'],
    alarm: { metric: 'memory', summary: 'uploads memory above 90 %' },
    culprit: {
      service: 'uploads',
      minutes: -4,
      title: 'Keep checksums of parts for the support page',
      files: {
        'uploads/parts.py':
          '+_seen = {}\n+\n async def store_part(upload, number, stream):\n     digest = await write(upload, number, stream)\n+    _seen[(upload, number)] = PartInfo(digest, stream.buffer)\n     return digest',
        'uploads/support.py':
          '+def checksums(upload):\n+    return [info.digest for (name, _), info in _seen.items() if name == upload]',
      },
    },
    trouble: { uploads: { memory: 2.1, latency: 1.5 } },
    extra: [
      ['uploads', 'process_resident_memory_mb', 620, 1840],
      ['uploads', 'container_memory_limit_mb', 2000, 2000, 'flat'],
    ],
    lines: [
      ['uploads', 'WARN', 'gc: generation 2 collected 0 objects in {n}ms'],
      ['uploads', 'WARN', 'memory watermark passed: rss={n}MB parts_open={k}'],
    ],
    decoys: [renameLocal('uploads', 70), newCounter('uploads', 95), newEndpoint('site-web', 60)],
    rampMinutes: 170,
    remediation: 'rollback',
  },
  {
    name: 'dev lock around io in go',
    system: 'reel',
    service: 'thumbs',
    victims: ['catalog-api', 'site-web'],
    alarm: { metric: 'latency', summary: 'thumbs p99 above 200 ms' },
    culprit: {
      service: 'thumbs',
      minutes: -2,
      title: 'thumbs: guard the disk index',
      files: {
        'thumbs/store.go':
          ' func (s *Store) Get(key string) ([]byte, error) {\n-\ts.mu.RLock()\n-\tpath, ok := s.index[key]\n-\ts.mu.RUnlock()\n-\tif !ok {\n-\t\treturn s.fetch(key)\n-\t}\n+\ts.mu.Lock()\n+\tdefer s.mu.Unlock()\n+\tpath, ok := s.index[key]\n+\tif !ok {\n+\t\treturn s.fetch(key)\n+\t}\n \treturn os.ReadFile(path)',
      },
    },
    trouble: { thumbs: { latency: 22, requests: 0.7 }, 'catalog-api': { latency: 6 }, 'site-web': { latency: 2 } },
    extra: [
      ['thumbs', 'go_goroutines', 190, 4100],
      ['thumbs', 'mutex_wait_seconds_p99', 0.0002, 1.8],
    ],
    lines: [
      ['thumbs', 'WARN', 'GET /t/{h} took {n}ms (store.Get {n}ms)'],
      ['catalog-api', 'WARN', 'thumb {h} left out: deadline'],
    ],
    path: { services: ['site-web', 'catalog-api', 'thumbs'], ms: 700 },
    decoys: [moreTests('thumbs', -8), renameLocal('catalog-api', -1), restyle('site-web', -4)],
    remediation: 'rollback',
  },
  {
    name: 'dev shared library bound check in go',
    system: 'harbor',
    service: 'stock',
    victims: ['order-writer', 'basket'],
    alarm: { metric: 'errors', summary: 'stock 5xx ratio above 2%' },
    culprit: {
      service: 'stock',
      minutes: -2,
      title: 'libs/window: simpler slicing',
      files: {
        'libs/window/window.go':
          ' func Last(xs []int64, n int) []int64 {\n-\tif n > len(xs) {\n-\t\tn = len(xs)\n-\t}\n \treturn xs[len(xs)-n:]\n }',
      },
      broughtBy: {
        title: 'stock: rename the metrics namespace constant',
        files: { 'services/stock/metrics.go': '-const ns = "stock"\n+const namespace = "stock"' },
      },
    },
    trouble: { stock: { errors: 0.27 }, 'order-writer': { errors: 0.2 }, basket: { errors: 0.11 } },
    lines: [
      [
        'stock',
        'ERROR',
        'panic serving {ip}: runtime error: slice bounds out of range [-{k}:] goroutine {n} libs/window.Last(window.go:14)',
      ],
      ['order-writer', 'ERROR', 'reserve {id}: unexpected EOF from stock'],
    ],
    path: { services: ['storefront', 'basket', 'order-writer', 'stock'], error: 'unexpected EOF' },
    decoys: [scaryTimeout('pricing', -1), extractMethod('order-writer', -31), restyle('storefront', -1.3)],
    remediation: 'rollback',
  },
];
