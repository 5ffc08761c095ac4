export {
  type CountryOptions,
  type Place,
  type SmallCountry,
  smallCountry,
} from './small-country.ts';
