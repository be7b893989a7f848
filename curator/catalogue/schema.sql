CREATE TABLE document (
	id INTEGER NOT NULL, 
	"key" VARCHAR NOT NULL, 
	imported_at VARCHAR NOT NULL, 
	gone_at VARCHAR, 
	PRIMARY KEY (id), 
	UNIQUE ("key")
);

CREATE TABLE link (
	id INTEGER NOT NULL, 
	identity VARCHAR NOT NULL, 
	rule VARCHAR NOT NULL, 
	version INTEGER NOT NULL, 
	canonical VARCHAR, 
	host VARCHAR NOT NULL, 
	local BOOLEAN NOT NULL, 
	imported_at VARCHAR NOT NULL, 
	citation_key VARCHAR, 
	PRIMARY KEY (id), 
	UNIQUE (identity)
);

CREATE UNIQUE INDEX link_citation_key ON link (lower(citation_key)) WHERE citation_key IS NOT NULL;

CREATE TABLE run (
	id INTEGER NOT NULL, 
	started_at VARCHAR NOT NULL, 
	finished_at VARCHAR, 
	PRIMARY KEY (id)
);

CREATE TABLE topic (
	id INTEGER NOT NULL, 
	"key" VARCHAR NOT NULL, 
	series VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE ("key")
);

CREATE TABLE revision (
	id INTEGER NOT NULL, 
	document_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	current BOOLEAN NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	size INTEGER NOT NULL, 
	origin VARCHAR NOT NULL, 
	as_of VARCHAR NOT NULL, 
	imported_at VARCHAR NOT NULL, 
	reader INTEGER NOT NULL, 
	format VARCHAR NOT NULL, 
	encoding VARCHAR NOT NULL, 
	title VARCHAR, 
	category VARCHAR, 
	date VARCHAR, 
	series VARCHAR, 
	part INTEGER, 
	PRIMARY KEY (id), 
	UNIQUE (document_id, number), 
	FOREIGN KEY(document_id) REFERENCES document (id)
);

CREATE UNIQUE INDEX revision_current ON revision (document_id) WHERE current;

CREATE TABLE section (
	id INTEGER NOT NULL, 
	revision_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	line INTEGER NOT NULL, 
	level INTEGER NOT NULL, 
	heading VARCHAR NOT NULL, 
	path VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	topic_id INTEGER, 
	PRIMARY KEY (id), 
	UNIQUE (revision_id, position), 
	FOREIGN KEY(revision_id) REFERENCES revision (id), 
	FOREIGN KEY(topic_id) REFERENCES topic (id)
);

CREATE INDEX ix_section_topic_id ON section (topic_id);

CREATE TABLE skipped (
	id INTEGER NOT NULL, 
	run_id INTEGER NOT NULL, 
	revision_id INTEGER, 
	"key" VARCHAR NOT NULL, 
	line INTEGER, 
	reason VARCHAR NOT NULL, 
	detail VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(run_id) REFERENCES run (id), 
	FOREIGN KEY(revision_id) REFERENCES revision (id)
);

CREATE INDEX ix_skipped_revision_id ON skipped (revision_id);

CREATE INDEX ix_skipped_run_id ON skipped (run_id);

CREATE TABLE topic_part (
	revision_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	topic_id INTEGER NOT NULL, 
	part INTEGER, 
	PRIMARY KEY (revision_id, position), 
	FOREIGN KEY(revision_id) REFERENCES revision (id), 
	FOREIGN KEY(topic_id) REFERENCES topic (id)
);

CREATE INDEX ix_topic_part_topic_id ON topic_part (topic_id);

CREATE TABLE mention (
	id INTEGER NOT NULL, 
	revision_id INTEGER NOT NULL, 
	section_id INTEGER NOT NULL, 
	link_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	line INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	url VARCHAR, 
	title VARCHAR, 
	note VARCHAR, 
	label VARCHAR, 
	role VARCHAR, 
	details VARCHAR, 
	PRIMARY KEY (id), 
	FOREIGN KEY(revision_id) REFERENCES revision (id), 
	FOREIGN KEY(section_id) REFERENCES section (id), 
	FOREIGN KEY(link_id) REFERENCES link (id)
);

CREATE INDEX ix_mention_link_id ON mention (link_id);

CREATE INDEX ix_mention_revision_id ON mention (revision_id);

CREATE INDEX ix_mention_section_id ON mention (section_id);

CREATE VIRTUAL TABLE search_mention USING fts5(title, note, content='', columnsize=0, tokenize='unicode61 remove_diacritics 2');

CREATE VIRTUAL TABLE search_section USING fts5(heading, body, content='', columnsize=0, tokenize='unicode61 remove_diacritics 2');

CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num));

PRAGMA application_id = 1668641377;

INSERT INTO alembic_version VALUES ('0001');

