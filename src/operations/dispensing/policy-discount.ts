import { type Decimal, ok, type Result, refused } from '#base';
import { insurancePolicy } from '#dictionary';
import type { Work } from '#engine';
import type { Prescription } from './read-prescription.ts';
import { policyNotValid } from './refusals.ts';

/** The discount that the policy gives today; without a policy, the one that was entered. */
export async function discountOf(
  work: Work,
  { insurance_policy_id, insurance_discount, patient_id }: Prescription,
): Promise<Result<Decimal | null>> {
  if (insurance_policy_id === null) return ok(insurance_discount);
  const policy = await work.get(insurancePolicy, insurance_policy_id);
  const no = (reason: string) => refused(policyNotValid({ insurance_policy_id, reason }));
  if (policy === undefined) return no('is not here');
  if (policy.patient_id !== patient_id) return no('is another patient’s');
  if (!policy.is_active) return no('is not active');
  // NOTE it is valid up to the start of that day.
  return policy.expiry_date <= work.now.slice(0, 10) ? no('has expired') : ok(policy.discount_rate);
}
