export const help = `npm run pass -- COMMAND [OPTIONS]

  login                 sign in: shows a code, waits until it was used on a second screen
  status                who is signed in, and until when
  play RESOURCE         the whole way to a stream; RESOURCE is a resource or an item of the feed
                        (--end NUMBER|DEVICE: ends another stream when too many run)
  logout                sign out, here and at the service

One call each, for a look at an integration:
  providers             the list of TV providers
  profiles              every profile of this device (--mvpd ID, --code CODE: of one)
  session CODE          what a code is for: what is there, what is missing, which device asks
  streams               what runs in the account, by Concurrency Monitoring (--end NUMBER|DEVICE: ends it)
  preauthorize RESOURCE…
                        what can probably be watched (V1: --code CODE for a second screen)
  authorize RESOURCE    a fresh decision
  resume CODE           V2: completes a code as a second screen does (--mvpd ID)
  regcode               V1: a new registration code (--mvpd ID; --delete CODE takes one back)
  checkauthn            V1: whether this device is signed in (--code CODE: as a second screen asks)
  tokens authn          V1: the login of this device
  tokens authz RESOURCE V1: the remembered decision for a resource
  tokens media RESOURCE V1: whether a media token can be had; it is not shown
  metadata              V1: what the provider tells of the viewer, ids left out
  preview               V1: the free preview (--mvpd ID, else pass.freePreview)

Is it set up rightly?
  doctor                checks an integration step by step, and says what is wrong and what to do
  migrate               asks V1 and V2 the same, and says where they differ

  --api v1|v2           which generation of the API, instead of the one in the settings
  --mvpd ID             a provider, for authorize and preauthorize too
  --origin URL          doctor: where the TV app for browsers is served, when that is not where the
                        second screen is; may be given several times
  --xml                 V1: asks for XML instead of JSON
  --trace               every request and answer as well, and every state of the machine; no secrets
  --settings FILE       settings.json of the network (settings.json here)
  --store DIR           where to remember (a folder of your own for each service)
  --json                one JSON object a line
  --help                this text

  PASS_BASE_URL         address of the service, instead of the one in the settings

Exit codes: 0 done, 1 denied, not signed in, or something is wrong, 2 usage or settings,
            3 service unreachable, 4 expired or cancelled, 70 a fault of this program,
            74 what was to be printed or kept could not be written
`;
