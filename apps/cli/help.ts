export const help = `npm run pass -- COMMAND [OPTIONS]

  login                 sign in: shows a code, waits until it was used on a second screen
  status                who is signed in, and until when
  play RESOURCE         all steps to a stream; RESOURCE is a resource or an item of the feed
                        (--end NUMBER|DEVICE: ends another stream when too many run)
  logout                sign out, here and at the service

One call each, to inspect an integration:
  providers             the list of TV providers
  profiles              every profile of this device (--mvpd ID, --code CODE: of one)
  session CODE          the state of a code: known data, missing data, requesting device
  streams               the account's streams in Concurrency Monitoring (--end NUMBER|DEVICE: ends it)
  preauthorize RESOURCE…
                        what can probably be watched (V1: --code CODE for a second screen)
  authorize RESOURCE    a fresh decision
  resume CODE           V2: completes a code as a second screen does (--mvpd ID)
  regcode               V1: a new registration code (--mvpd ID; --delete CODE deletes one)
  checkauthn            V1: whether this device is signed in (--code CODE: as a second screen asks)
  tokens authn          V1: the login of this device
  tokens authz RESOURCE V1: the remembered decision for a resource
  tokens media RESOURCE V1: whether a media token is available; it is not shown
  metadata              V1: what the provider sends about the viewer, without ids
  preview               V1: the free preview (--mvpd ID, else pass.freePreview)

Checks of the setup:
  doctor                checks an integration step by step, and says what is wrong and what to do
  migrate               sends the same requests to V1 and V2, and reports differences

  --api v1|v2           which generation of the API, instead of the one in the settings
  --mvpd ID             a provider, for authorize and preauthorize too
  --origin URL          doctor: where the TV app for browsers is served, when that is not where the
                        second screen is; may be given several times
  --xml                 V1: asks for XML instead of JSON
  --trace               every request and answer as well, and every state of the machine; no secrets
  --settings FILE       settings.json of the network (settings.json here)
  --store DIR           folder of the stored sign-in (by default one for each service)
  --json                one JSON object a line
  --help                this text

  PASS_BASE_URL         address of the service, instead of the one in the settings

Exit codes: 0 done, 1 denied, not signed in, or something is wrong, 2 usage or settings,
            3 service unreachable, 4 expired or cancelled, 70 an error in this program,
            74 the output or the store could not be written
`;
