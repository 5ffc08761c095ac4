export { type Clinics, clinics } from './cases/clinics.ts';
export { type Pharmacies, pharmacies } from './cases/pharmacy.ts';
export {
  type CountryOptions,
  type Place,
  type SmallCountry,
  smallCountry,
} from './small-country.ts';
