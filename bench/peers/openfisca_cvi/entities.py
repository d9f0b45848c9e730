"""What is computed for: a place. OpenFisca wants persons and a group of them, so each place has one."""

from openfisca_core.entities import build_entity

Person = build_entity(key="person", plural="persons", label="A resident", is_person=True)
Place = build_entity(
    key="place",
    plural="places",
    label="A place",
    roles=[{"key": "resident", "plural": "residents", "label": "Residents"}],
)
ENTITIES = [Person, Place]
