export { type DemoOptions, runDemo } from './run-demo.ts';
export {
  type CountryOptions,
  type Place,
  type SmallCountry,
  smallCountry,
} from './small-country.ts';
