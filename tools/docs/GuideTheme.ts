import { relative } from 'node:path';
import {
  DefaultTheme,
  type DocumentReflection,
  type NavigationElement,
  type ProjectReflection,
} from 'typedoc';
import { root } from '../paths.ts';
import { sections } from './guides.ts';

/** TypeDoc's own pages, with a navigation of the guides by reader, then the reference. */
export class GuideTheme extends DefaultTheme {
  override buildNavigation(project: ProjectReflection): NavigationElement[] {
    const guides = new Map<string, NavigationElement>();
    for (const guide of project.documents ?? [])
      guides.set(fileOf(guide), {
        text: guide.name,
        path: this.router.getFullUrl(guide),
        kind: guide.kind,
      });
    const reference = super
      .buildNavigation(project)
      .filter(({ path = '' }) => ![...guides.values()].some((guide) => guide.path === path));
    return [
      ...sections.map(({ title, pages }) => ({
        text: title,
        children: pages.flatMap((page) => guides.get(page) ?? []),
      })),
      { text: 'Reference', children: reference },
    ];
  }
}

/** The source file of a document, from the root of the repository. */
export function fileOf(document: DocumentReflection): string {
  const path = document.project.files.getReflectionPath(document) ?? '';
  return relative(root, path).replaceAll('\\', '/');
}
