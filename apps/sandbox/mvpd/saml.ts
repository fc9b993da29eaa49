/** A minimal SAML authentication request; its receivers check only that it is one. */
export function samlRequest(id: string, mvpd: string): string {
  return `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_${id}" Version="2.0" ProviderName="${mvpd}"/>`;
}
