// Shows "Fovea stopped" instead of the browser's error. It keeps three small files of the page, and never a photo or an answer of the API.
const version = new URL(location.href).searchParams.get('v') ?? '0';
const cacheName = `fovea-${version}`;
const kept = ['/page/stopped.html', '/page/stopped.css', '/page/stopped.js'];

self.addEventListener('install', (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(cacheName);
    await cache.addAll(kept.map((address) => new Request(address, { cache: 'reload' })));
    await self.skipWaiting();
  })());
});

self.addEventListener('activate', (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith('fovea-') && name !== cacheName) await caches.delete(name);
    await self.clients.claim();
  })());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin || url.pathname.startsWith('/api/')) return;
  if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => caches.match(kept[0])));
  // The network first, always: a new version is seen with the next load. Only the files of the page above come from here without it.
  else if (kept.includes(url.pathname)) event.respondWith(fetch(request).catch(async () => (await caches.match(url.pathname)) ?? Response.error()));
});
