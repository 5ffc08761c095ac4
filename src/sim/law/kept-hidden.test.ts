import { expect, it } from 'vitest';
import { contentOf } from './content.ts';
import { exampleCountry } from './example-country.ts';
import { keptHiddenAt } from './kept-hidden.ts';

it('[B2] what an unfinished document of its own points to may stay at a site, hidden', () => {
  const held = contentOf(
    exampleCountry({
      prescription: [
        { id: 'open', store_id: 'disp-5', patient_id: 'of-4', status: 'new' },
        { id: 'done', store_id: 'disp-5', patient_id: 'also-of-4', status: 'finalised' },
        { id: 'elsewhere', store_id: 'disp-4', patient_id: 'of-5', status: 'new' },
      ],
      prescription_line: [
        { id: 'l1', prescription_id: 'open', repeat_id: 'monthly' },
        { id: 'l2', prescription_id: 'done', repeat_id: 'weekly' },
      ],
    }),
  );
  const hidden = keptHiddenAt(5, held);
  expect(['of-4', 'also-of-4', 'of-5', 'monthly', 'weekly'].filter((id) => hidden.has(id))).toEqual(
    ['of-4', 'monthly'],
  );
});
