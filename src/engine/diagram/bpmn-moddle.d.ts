// The part of bpmn-moddle that is used; the package types its elements, but not its class.
declare module 'bpmn-moddle' {
  /** An element of BPMN 2.0 with the properties of its type. */
  export interface ModdleElement {
    $type: string;
    id: string;
    [property: string]: unknown;
  }
  export class BpmnModdle {
    create(type: string, attributes?: Record<string, unknown>): ModdleElement;
    toXML(element: ModdleElement, options?: { format?: boolean }): Promise<{ xml: string }>;
    fromXML(xml: string): Promise<{
      rootElement: ModdleElement;
      elementsById: Record<string, ModdleElement>;
      references: { element: ModdleElement; property: string; id: string }[];
      warnings: { message: string }[];
    }>;
  }
}
