import { is, isV1, isV2 } from '../calls.ts';
import { broken, met, rules } from '../rule.ts';

export const migration = rules({
  'MIG-01': (client) => {
    const v2 = client.calls.filter(isV2);
    const [first] = v2;
    if (!first) return undefined;
    const older = client.calls.filter((call) => isV1(call) && !is('other')(call));
    if (older.length > 0)
      return broken(
        [...older, first],
        'One app uses REST API V1 (or the SDK) and V2; move every call to V2.',
      );
    return met(v2);
  },
});
