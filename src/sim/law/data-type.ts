/**
 * The codes of domain.md 4.1, with the columns in which a row says whose it is. What 4.3 lists between two codes has a
 * code of its own here.
 */
export type DataType =
  /** Standard reports come with the program and are never sent (row 17). */
  | { readonly code: 'C'; readonly unlessStandard?: true }
  | { readonly code: 'CD' | 'Y' }
  | { readonly code: 'L'; readonly appendOnly?: true }
  | { readonly code: 'CS-P' | 'CS-C'; readonly store: string }
  | { readonly code: 'N'; readonly name: string; readonly alsoStoreLists?: true }
  | {
      readonly code: 'S';
      readonly store: string;
      readonly suppressed?: Suppressed;
      readonly appendOnly?: true;
    }
  | {
      readonly code: 'T';
      readonly store: string;
      readonly counterparty: string;
      readonly suppressed?: Suppressed;
    }
  | { readonly code: 'M'; readonly from: string; readonly to: string }
  /** Patient data: `column` names the person; the row of the person itself names it in `id`. */
  | {
      readonly code: 'P';
      readonly person: Person;
      readonly column: string;
      readonly repeat?: true;
      readonly mayBeAddedWhereVisible?: true;
    }
  /** Prescriptions, "P (+S)": the dispensing store's, and by preference everywhere where the patient is visible. */
  | { readonly code: 'P+S'; readonly store: string; readonly patient: string }
  /** Visibility of persons: patient data when new (row 35), then central store data (row 29). */
  | {
      readonly code: 'P/CS-P';
      readonly store: string;
      readonly person: Person;
      readonly column: string;
    }
  /** Edited at the primary when centralised (rows 25-27), else store data (rows 57-59). */
  | {
      readonly code: 'CS-P/S';
      readonly store: string;
      readonly counterparty?: string;
      readonly subject: CentralisedSubject;
    }
  /** Results of dashboard reports: made at central, sent to the store they describe (row 32). */
  | { readonly code: 'Y/S'; readonly store: string }
  /** Merges: central, patient or store data, as their `kind` says (rows 3, 37, 44). */
  | { readonly code: 'merge' }
  /** W: with its header; everything is as the row that the column points to. */
  | { readonly code: 'W'; readonly column: string; readonly parent: string };

export type Person = 'patient' | 'prescriber';
export type CentralisedSubject = 'procurement' | 'tenders' | 'payments';

/** 6.6: stays at the site of a dispensary that leaves out its transactions; a half of a transfer never does (Q4). */
export type Suppressed = 'always' | 'unless-half' | 'with-its-invoice';
