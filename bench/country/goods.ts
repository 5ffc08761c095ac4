// What a medical store holds, so that texts repeat and numbers vary as they do in real lists. Always the same.
export interface Chance {
  /** A whole number from 0 up to, not including, `below`. */
  readonly below: (below: number) => number;
  /** Small numbers often, large ones seldom: few items make most of the lines. */
  readonly few: (below: number) => number;
}

/** sfc32: seeded, fast, the same everywhere. */
export function chanceOf(seed: number): Chance {
  let [a, b, c, d] = [0x9e3779b9 ^ seed, 0x243f6a88 + seed, 0xb7e15162, seed | 1];
  const next = (): number => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let i = 0; i < 16; i += 1) next();
  return {
    below: (below) => Math.floor(next() * below),
    few: (below) => Math.min(below - 1, Math.floor(next() ** 2.2 * below)),
  };
}

/** An id as this system makes them (UUID version 7), made at a given moment. */
export function idAt(chance: Chance, milliseconds: number): string {
  const time = milliseconds.toString(16).padStart(12, '0');
  const word = (count: number) =>
    chance
      .below(16 ** count)
      .toString(16)
      .padStart(count, '0');
  const variant = (8 + chance.below(4)).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${word(3)}-${variant}${word(3)}-${word(6)}${word(6)}`;
}

const DRUGS = [
  'Paracetamol',
  'Amoxicillin',
  'Artemether/Lumefantrine',
  'Co-trimoxazole',
  'Ceftriaxone',
  'Oral rehydration salts',
  'Zinc sulfate',
  'Ferrous sulfate + Folic acid',
  'Tenofovir/Lamivudine/Dolutegravir',
  'Rifampicin/Isoniazid',
  'Oxytocin',
  'Magnesium sulfate',
  'Benzylpenicillin',
  'Albendazole',
  'Latex gloves',
  'Syringe with needle',
  'Rapid diagnostic test malaria',
  'Measles vaccine',
  'Sodium chloride 0.9%',
  'Water for injection',
] as const;
const STRENGTHS = ['500mg', '250mg', '125mg/5ml', '20mg/120mg', '400mg+80mg', '10mg', '1g', '2ml'];
const FORMS = [
  'tablet',
  'capsule',
  'oral suspension',
  'injection, vial',
  'syrup',
  'each',
  'sachet',
];
const NOTES = ['Returned damaged', 'Short expiry accepted', 'Emergency order', 'Partial delivery'];

export function itemName(number: number): string {
  const of = <T>(list: readonly T[], at: number) => list[at % list.length];
  return `${of(DRUGS, number)} ${of(STRENGTHS, number * 7)}, ${of(FORMS, number * 3)} ${number}`;
}

export function batchOf(chance: Chance): string {
  return `B${String(10_000 + chance.below(90_000))}`;
}

export function expiryOf(chance: Chance): string {
  return new Date(Date.UTC(2027, chance.below(36), 28)).toISOString().slice(0, 10);
}

/** A price with two digits, in its one spelling. */
export function priceOf(chance: Chance): string {
  return String((1 + chance.below(9_999)) / 100);
}

export function noteOf(chance: Chance): string | null {
  return chance.below(12) === 0 ? (NOTES[chance.below(NOTES.length)] ?? null) : null;
}
