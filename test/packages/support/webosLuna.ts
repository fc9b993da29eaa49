import type { WebosSet } from './webosSet.ts';

/** A call on a set's bus, as `luna-send-pub` makes it. */
export interface LunaCall {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/**
 * The answers of the set's services. LG's tools read `returnValue`, `errorText` and `details.state`; the
 * rest is as the tools expect it, not as observed on a set.
 * @param files sent to the set, by path
 */
export async function answerLuna(
  { method, params }: LunaCall,
  set: WebosSet,
  files: ReadonlyMap<string, Buffer>,
): Promise<readonly object[]> {
  const id = String(params.id);
  const failed = (errorText: string) => [{ returnValue: false, errorCode: -1, errorText }];
  switch (method) {
    case 'com.webos.appInstallService/dev/install': {
      const bytes = files.get(String(params.ipkUrl));
      const reason =
        bytes === undefined ? 'FAILED_NOT_FOUND_PACKAGEFILE' : await set.install(bytes);
      return [
        { returnValue: true, subscribed: true },
        { id, details: { state: 'installing' } },
        reason === null
          ? { id, details: { state: 'installed' } }
          : { id, details: { state: 'FAILED_IPKG_INSTALL', reason } },
      ];
    }
    case 'com.webos.appInstallService/dev/remove': {
      const removed = await set.remove(id);
      return [
        { returnValue: true, subscribed: true },
        removed
          ? { id, details: { state: 'removed' } }
          : { id, details: { state: 'FAILED_REMOVE', reason: 'FAILED_REMOVE' } },
      ];
    }
    case 'com.webos.applicationManager/dev/listApps': {
      const apps = [...set.apps.values()].map(({ info }) => ({ ...info, visible: true }));
      return [{ returnValue: true, apps }];
    }
    case 'com.webos.applicationManager/launch': {
      const { displayAffinity: _, ...given } = params.params as Record<string, unknown>;
      if (!set.apps.has(id)) {
        return failed(`"${id}" was not found OR Unsupported Application Type`);
      }
      set.running.set(id, given);
      return [{ returnValue: true, appId: id }];
    }
    case 'com.webos.applicationManager/dev/running': {
      const running = [...set.running.keys()].map((one) => ({ id: one, displayId: 0 }));
      return [{ returnValue: true, running }];
    }
    case 'com.webos.applicationManager/dev/closeByAppId':
      return set.running.delete(id)
        ? [{ returnValue: true }]
        : failed(`the app ${id} is not running`);
    default:
      return failed(`Service does not exist: ${method.split('/')[0]}`);
  }
}
