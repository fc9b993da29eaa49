import type { Couchpass } from '@couchpass/core';
import { type ReactNode, useSyncExternalStore } from 'react';

/** What is on the screen now; the component is drawn again when that changes. */
function useView(couchpass: Couchpass) {
  return useSyncExternalStore(couchpass.subscribe, () => couchpass.view);
}

/** A television app in React: the statechart says what is shown, and hears what the viewer does. */
export function App({ couchpass }: { couchpass: Couchpass }): ReactNode {
  const view = useView(couchpass);
  const { send } = couchpass;
  switch (view.screen) {
    case 'launch':
      return <p>One moment…</p>;
    case 'home':
      return (
        <main>
          <p>{view.viewer ? `Signed in with ${view.viewer.providerName}` : 'Not signed in'}</p>
          {!view.viewer && (
            <button type="button" onClick={() => send({ type: 'SIGN_IN' })}>
              Sign in
            </button>
          )}
          {view.catalogue?.rows.map((row) => (
            <section key={row.id}>
              <h2>{row.title}</h2>
              {row.items.map((item) => (
                <button type="button" key={item.id} onClick={() => send({ type: 'PLAY', item })}>
                  {item.title}
                </button>
              ))}
            </section>
          ))}
        </main>
      );
    case 'signIn':
      return (
        <main>
          <p>
            Open {view.address} and enter <strong>{view.code}</strong>
          </p>
          <button type="button" onClick={() => send({ type: 'BACK' })}>
            Cancel
          </button>
        </main>
      );
    default:
      return (
        <main>
          <p>{'problem' in view && view.problem ? view.problem.code : view.screen}</p>
          <button type="button" onClick={() => send({ type: 'BACK' })}>
            Back
          </button>
        </main>
      );
  }
}
