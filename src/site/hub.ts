import { newId, ok, refused, siteId } from '#base';
import {
  admitAsk,
  codeExpired,
  codeUsed,
  codeWrong,
  notCentral,
  noteCopy,
  readPeer,
  readsAlready,
  selectCopy,
  serve,
  writeContacts,
  writePeer,
} from '#engine';
import { LOG_START } from '#protocol';
import { answerQuestion } from './answer-question.ts';
import type { Context } from './context.ts';
import { codeHash } from './enrolment-code.ts';
import type { Hub } from './site-api.ts';

/** Central's ear: what other sites may ask of it. */
export function hubOf(context: Context): Hub {
  const { parts, founding, settle, time, expected, gaining } = context;
  const { database, clock, random, digest } = parts;
  return {
    async serve(from, request) {
      if (!parts.isCentral) return refused(notCentral({}));
      const served = await serve(parts, founding, { from, request });
      if (!served.ok) return served;
      // NOTE a push has been committed: what follows from it is there before its sender hears of it.
      if (served.value.pushed) await settle();
      return ok(served.value.reply);
    },

    async answer(from, request) {
      if (!parts.isCentral) return refused(notCentral({}));
      const admitted = await admitAsk(parts, founding, { from, request });
      return admitted.ok ? answerQuestion(context, { from, request }) : admitted;
    },

    whenExpected(tell) {
      expected.add(tell);
    },

    whenGaining(tell) {
      gaining.add(tell);
    },

    writeContacts: () => writeContacts(parts),

    selectCopy: (site, here) => selectCopy(parts, siteId(site), here),
    readsAlready: (site) => readsAlready(parts, siteId(site)),
    noteCopy: (site, cut) => noteCopy(parts, siteId(site), cut),

    async deviceOf(site) {
      const peer = await parts.recent.peers.of(site);
      if (peer === undefined) return undefined;
      return { site_id: peer.site_id, incarnation: peer.incarnation, public_key: peer.public_key };
    },

    async enrol({ code, public_key }) {
      if (!parts.isCentral) return refused(notCentral({}));
      return database.write(async (unit) => {
        const hash = codeHash(digest, code);
        const row = (await unit.get('enrolment_code', [hash])).get(hash);
        if (row === undefined) return refused(codeWrong({}));
        const site_id = Number(row['site_id']);
        const name = parts.country.topology.site(site_id as never)?.name ?? `site ${site_id}`;
        if (row['used'] === true) {
          // NOTE the answer was lost on the way: the same device may ask for it again.
          const peer = await readPeer(unit, site_id);
          return peer?.public_key === public_key
            ? ok({ site_id, name, incarnation: peer.incarnation, central: founding.incarnation })
            : refused(codeUsed({}));
        }
        if ((await time.now(unit)) > Number(row['expires_at'])) return refused(codeExpired({}));
        const incarnation = newId(clock, random);
        await unit.put('enrolment_code', [{ ...row, used: true }]);
        // NOTE the device before this one is fenced from here on: its incarnation is no longer known.
        await unit.remove('held_group', [{ column: 'site_id', is: site_id }]);
        await writePeer(unit, {
          site_id,
          incarnation,
          public_key,
          number: 0,
          held: LOG_START,
          seen: {},
          offered: {},
          echo_above: {},
          initialised: false,
          last_connection_at: null,
          last_success_at: null,
          app_version: null,
          error: null,
        });
        parts.recent.numbers.delete(site_id);
        return ok({ site_id, name, incarnation, central: founding.incarnation });
      });
    },
  };
}
