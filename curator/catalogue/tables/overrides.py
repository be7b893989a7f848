"""What people say of links."""

from sqlmodel import Field, SQLModel


class Override(SQLModel, table=True):
    """What a person said of a link: it stands above what documents say. Only ever added to: the last word counts."""

    id: int = Field(primary_key=True)
    change: int = Field(index=True, description="one number for all that was said at once, and is taken back at once")
    at: str
    link_id: int = Field(foreign_key="link.id", index=True)
    field: str = Field(description="title, authors, issued, container, publisher, doi, arxiv, language, kind, tag, "
                       "note, star or reading")
    item: str = Field(description="which tag, folded; empty for fields that have one value")
    value: str | None = Field(description="JSON; of a tag its spelling, or false: it has it not; NULL: nothing is said "
                              "any more")
    undoes: int | None = Field(foreign_key="override.id", description="the row that this one takes back")
