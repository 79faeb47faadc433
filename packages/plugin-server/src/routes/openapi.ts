import { openapi } from '../contract/platform.ts';
import { header } from '../request.ts';
import { etagOf, jsonText, unlessMatched } from '../response.ts';
import { type Route, type UserRoute, userRoute } from '../route.ts';

/** What the server answers to, for tools. */
export function openapiRoutes(others: readonly Route[]): UserRoute[] {
  let document: Promise<string> | undefined;
  const load = async (): Promise<string> => {
    // Loaded when somebody asks: nothing else needs it.
    const { openapiDocument } = await import('../openapi.ts');
    return JSON.stringify(openapiDocument([...others, ...routes]));
  };
  const routes: UserRoute[] = [
    userRoute(openapi, async ({ request }) => {
      document ??= load().catch((error) => {
        document = undefined;
        throw error;
      });
      const text = await document;
      return unlessMatched(jsonText(200, text, { etag: etagOf(text) }), header(request, 'if-none-match'));
    }),
  ];
  return routes;
}
