import { readFileSync } from 'node:fs';
import { atollDictionary, fingerprint } from '#dictionary';
import { nodeHost } from '#host';
import { httpLink, signerOf } from '#transport/http';

const cfg = JSON.parse(readFileSync('/tmp/s1/config.json', 'utf8'));
const key = JSON.parse(readFileSync('/tmp/s1/device.json', 'utf8'));
const link = httpLink({
  url: cfg.central_url,
  siteId: cfg.enrolled.site_id,
  signer: signerOf(key),
  centralKey: cfg.central_key,
  clock: nodeHost.clock,
});
let number = 9_000_000_000_000 + (Date.now() % 1e9) * 1000;
const base: any = {
  protocol: 1,
  dictionary: fingerprint(atollDictionary, nodeHost.digest),
  app_version: '0.1.0',
  site_id: cfg.enrolled.site_id,
  incarnation: cfg.enrolled.incarnation,
  central: cfg.enrolled.central,
  log: { position: 0, hash: '' },
  marks: {},
  page: { rows: 500 },
};
const ask = async () => {
  const r: any = await link.exchange({ ...base, number: ++number });
  if (!r.ok) throw new Error(JSON.stringify(r.refusal));
  base.marks = r.value.page.marks;
  if (r.value.directory) base.directory = r.value.directory.hash;
};
const cpu = async () =>
  Number(
    /^process_cpu_seconds_total (.+)$/m.exec(
      await (await fetch('http://127.0.0.1:8081/metrics')).text(),
    )![1],
  );
for (let i = 0; i < 300; i++) await ask();
const a = await cpu();
const t = performance.now();
const n = 2000;
for (let i = 0; i < n; i++) await ask();
console.log(
  'central cpu ms each',
  (((await cpu()) - a) * 1000) / n,
  'wall',
  (performance.now() - t) / n,
);
console.log(link.figures());
await link.close();
