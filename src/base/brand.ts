declare const brand: unique symbol;

/** A type that only its own maker can produce. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
