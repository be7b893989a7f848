"""What was changed in the posts themselves."""

from sqlmodel import Field, SQLModel


class Repair(SQLModel, table=True):
    """One address that was changed in a file, noted before the file was. What takes it back is all here."""

    id: int = Field(primary_key=True)
    run: int = Field(description="one number for all that was changed at once, and is taken back at once")
    at: str
    document_id: int = Field(foreign_key="document.id")
    link_id: int = Field(foreign_key="link.id", index=True, description="the link that was given there, and still is")
    why: str = Field(description="what the link was: moved or dead")
    line: int
    position: int = Field(description="the byte of the old file at which it stood")
    was: str = Field(description="what stood there, as the file wrote it")
    now: str = Field(description="what stands there now")
    url: str = Field(description="the address that `was` spells")
    new_url: str = Field(description="the address that `now` spells")
    identity: str = Field(index=True, description="of `new_url`: an import knows the link again by it")
    encoding: str = Field(description="of the file")
    before: str = Field(description="SHA-256 of the file's old bytes, in hex")
    after: str = Field(description="the same of its new ones")
    reverted_at: str | None = Field(description="when it was taken back, or found not to have been made")
