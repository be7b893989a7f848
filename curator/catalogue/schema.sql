CREATE TABLE check_run (
	id INTEGER NOT NULL, 
	started_at VARCHAR NOT NULL, 
	finished_at VARCHAR, 
	wanted INTEGER NOT NULL, 
	checked INTEGER NOT NULL, 
	ended VARCHAR, 
	sampled BOOLEAN, 
	PRIMARY KEY (id)
);

CREATE TABLE content_token (
	token BIGINT NOT NULL, 
	content_id INTEGER NOT NULL, 
	PRIMARY KEY (token, content_id)
)
 WITHOUT ROWID;

CREATE TABLE decision (
	id INTEGER NOT NULL, 
	subject VARCHAR NOT NULL, 
	a VARCHAR NOT NULL, 
	b VARCHAR NOT NULL, 
	a_content VARCHAR, 
	b_content VARCHAR, 
	says VARCHAR NOT NULL, 
	why VARCHAR NOT NULL, 
	decided_at VARCHAR NOT NULL, 
	PRIMARY KEY (id)
);

CREATE INDEX ix_decision_subject ON decision (subject);

CREATE TABLE delivery (
	way VARCHAR NOT NULL, 
	until VARCHAR, 
	tried_at VARCHAR NOT NULL, 
	why VARCHAR, 
	PRIMARY KEY (way)
);

CREATE TABLE document (
	id INTEGER NOT NULL, 
	"key" VARCHAR NOT NULL, 
	imported_at VARCHAR NOT NULL, 
	gone_at VARCHAR, 
	PRIMARY KEY (id), 
	UNIQUE ("key")
);

CREATE TABLE enrichment (
	service VARCHAR NOT NULL, 
	identifier VARCHAR NOT NULL, 
	at VARCHAR NOT NULL, 
	answer VARCHAR NOT NULL, 
	PRIMARY KEY (service, identifier)
);

CREATE TABLE job (
	id INTEGER NOT NULL, 
	started_at VARCHAR NOT NULL, 
	finished_at VARCHAR, 
	ended VARCHAR, 
	process VARCHAR NOT NULL, 
	PRIMARY KEY (id)
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

CREATE TABLE pause (
	host VARCHAR NOT NULL, 
	until VARCHAR NOT NULL, 
	why VARCHAR NOT NULL, 
	PRIMARY KEY (host)
);

CREATE TABLE report (
	id INTEGER NOT NULL, 
	made_at VARCHAR NOT NULL, 
	since VARCHAR, 
	until VARCHAR NOT NULL, 
	PRIMARY KEY (id)
);

CREATE TABLE robots (
	origin VARCHAR NOT NULL, 
	at VARCHAR NOT NULL, 
	status INTEGER, 
	robots VARCHAR NOT NULL, 
	tdm VARCHAR NOT NULL, 
	PRIMARY KEY (origin)
);

CREATE TABLE run (
	id INTEGER NOT NULL, 
	started_at VARCHAR NOT NULL, 
	finished_at VARCHAR, 
	PRIMARY KEY (id)
);

CREATE TABLE sibling (
	directory VARCHAR NOT NULL, 
	at VARCHAR NOT NULL, 
	url VARCHAR NOT NULL, 
	outcome VARCHAR NOT NULL, 
	status INTEGER, 
	final VARCHAR, 
	hops VARCHAR, 
	size INTEGER NOT NULL, 
	title VARCHAR, 
	PRIMARY KEY (directory)
);

CREATE TABLE topic (
	id INTEGER NOT NULL, 
	"key" VARCHAR NOT NULL, 
	series VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE ("key")
);

CREATE TABLE warc (
	name VARCHAR NOT NULL, 
	length INTEGER NOT NULL, 
	PRIMARY KEY (name)
);

CREATE TABLE alias (
	link_id INTEGER NOT NULL, 
	into_id INTEGER NOT NULL, 
	score INTEGER NOT NULL, 
	why VARCHAR NOT NULL, 
	decision_id INTEGER, 
	PRIMARY KEY (link_id), 
	FOREIGN KEY(link_id) REFERENCES link (id), 
	FOREIGN KEY(into_id) REFERENCES link (id), 
	FOREIGN KEY(decision_id) REFERENCES decision (id)
);

CREATE INDEX ix_alias_into_id ON alias (into_id);

CREATE TABLE fact (
	link_id INTEGER NOT NULL, 
	field VARCHAR NOT NULL, 
	speaker VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	value VARCHAR NOT NULL, 
	source VARCHAR NOT NULL, 
	PRIMARY KEY (link_id, field, speaker, position), 
	FOREIGN KEY(link_id) REFERENCES link (id)
);

CREATE TABLE observation (
	id INTEGER NOT NULL, 
	run_id INTEGER NOT NULL, 
	link_id INTEGER NOT NULL, 
	at VARCHAR NOT NULL, 
	outcome VARCHAR NOT NULL, 
	status INTEGER, 
	method VARCHAR NOT NULL, 
	url VARCHAR NOT NULL, 
	final VARCHAR, 
	hops VARCHAR, 
	headers VARCHAR, 
	evidence VARCHAR, 
	elapsed INTEGER NOT NULL, 
	peer VARCHAR, 
	certificate VARCHAR, 
	size INTEGER NOT NULL, 
	title VARCHAR, 
	fault VARCHAR, 
	detail VARCHAR, 
	moved_to VARCHAR, 
	PRIMARY KEY (id), 
	FOREIGN KEY(run_id) REFERENCES check_run (id), 
	FOREIGN KEY(link_id) REFERENCES link (id)
);

CREATE INDEX observation_history ON observation (link_id, at, outcome, run_id);

CREATE TABLE override (
	id INTEGER NOT NULL, 
	change INTEGER NOT NULL, 
	at VARCHAR NOT NULL, 
	link_id INTEGER NOT NULL, 
	field VARCHAR NOT NULL, 
	item VARCHAR NOT NULL, 
	value VARCHAR, 
	undoes INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(link_id) REFERENCES link (id), 
	FOREIGN KEY(undoes) REFERENCES override (id)
);

CREATE INDEX ix_override_change ON override (change);

CREATE INDEX ix_override_link_id ON override (link_id);

CREATE TABLE page_fetch (
	id INTEGER NOT NULL, 
	run_id INTEGER NOT NULL, 
	link_id INTEGER NOT NULL, 
	at VARCHAR NOT NULL, 
	url VARCHAR NOT NULL, 
	status INTEGER, 
	shows BOOLEAN NOT NULL, 
	kind VARCHAR NOT NULL, 
	size INTEGER NOT NULL, 
	digest VARCHAR, 
	etag VARCHAR, 
	modified VARCHAR, 
	same_as INTEGER, 
	file VARCHAR, 
	begins INTEGER, 
	length INTEGER, 
	signals VARCHAR, 
	PRIMARY KEY (id), 
	FOREIGN KEY(run_id) REFERENCES check_run (id), 
	FOREIGN KEY(link_id) REFERENCES link (id), 
	FOREIGN KEY(same_as) REFERENCES page_fetch (id), 
	FOREIGN KEY(file) REFERENCES warc (name)
);

CREATE INDEX page_fetch_latest ON page_fetch (link_id, id);

CREATE INDEX page_fetch_payload ON page_fetch (digest);

CREATE TABLE repair (
	id INTEGER NOT NULL, 
	run INTEGER NOT NULL, 
	at VARCHAR NOT NULL, 
	document_id INTEGER NOT NULL, 
	link_id INTEGER NOT NULL, 
	why VARCHAR NOT NULL, 
	line INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	was VARCHAR NOT NULL, 
	now VARCHAR NOT NULL, 
	url VARCHAR NOT NULL, 
	new_url VARCHAR NOT NULL, 
	identity VARCHAR NOT NULL, 
	encoding VARCHAR NOT NULL, 
	"before" VARCHAR NOT NULL, 
	"after" VARCHAR NOT NULL, 
	reverted_at VARCHAR, 
	PRIMARY KEY (id), 
	FOREIGN KEY(document_id) REFERENCES document (id), 
	FOREIGN KEY(link_id) REFERENCES link (id)
);

CREATE INDEX ix_repair_identity ON repair (identity);

CREATE INDEX ix_repair_link_id ON repair (link_id);

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

CREATE TABLE said (
	report_id INTEGER NOT NULL, 
	link_id INTEGER NOT NULL, 
	verdict VARCHAR NOT NULL, 
	moved_to VARCHAR, 
	PRIMARY KEY (report_id, link_id), 
	FOREIGN KEY(report_id) REFERENCES report (id), 
	FOREIGN KEY(link_id) REFERENCES link (id)
);

CREATE INDEX ix_said_link_id ON said (link_id);

CREATE TABLE snapshot (
	id INTEGER NOT NULL, 
	link_id INTEGER NOT NULL, 
	archive VARCHAR NOT NULL, 
	address VARCHAR NOT NULL, 
	taken_at VARCHAR NOT NULL, 
	status INTEGER, 
	digest VARCHAR, 
	outcome VARCHAR, 
	evidence VARCHAR, 
	looked_up_at VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (link_id, address), 
	FOREIGN KEY(link_id) REFERENCES link (id)
);

CREATE TABLE standing (
	link_id INTEGER NOT NULL, 
	verdict VARCHAR NOT NULL, 
	since VARCHAR NOT NULL, 
	checked_at VARCHAR NOT NULL, 
	outcome VARCHAR NOT NULL, 
	failures INTEGER NOT NULL, 
	needed INTEGER NOT NULL, 
	first_failure VARCHAR, 
	last_failure VARCHAR, 
	successes INTEGER NOT NULL, 
	last_alive VARCHAR, 
	blocked_since VARCHAR, 
	moved_to VARCHAR, 
	due_at VARCHAR NOT NULL, 
	final VARCHAR, 
	PRIMARY KEY (link_id), 
	FOREIGN KEY(link_id) REFERENCES link (id)
);

CREATE TABLE compared (
	revision_id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	PRIMARY KEY (revision_id), 
	FOREIGN KEY(revision_id) REFERENCES revision (id)
);

CREATE TABLE lookup (
	link_id INTEGER NOT NULL, 
	wanted VARCHAR NOT NULL, 
	at VARCHAR NOT NULL, 
	snapshot_id INTEGER, 
	PRIMARY KEY (link_id, wanted), 
	FOREIGN KEY(link_id) REFERENCES link (id), 
	FOREIGN KEY(snapshot_id) REFERENCES snapshot (id)
);

CREATE TABLE page_text (
	link_id INTEGER NOT NULL, 
	fetch_id INTEGER NOT NULL, 
	digest VARCHAR NOT NULL, 
	sketch VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	fault VARCHAR NOT NULL, 
	PRIMARY KEY (link_id), 
	FOREIGN KEY(link_id) REFERENCES link (id), 
	FOREIGN KEY(fetch_id) REFERENCES page_fetch (id)
);

CREATE INDEX ix_page_text_digest ON page_text (digest);

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

CREATE TABLE content (
	id INTEGER NOT NULL, 
	digest VARCHAR NOT NULL, 
	weight INTEGER NOT NULL, 
	characters INTEGER NOT NULL, 
	best_id INTEGER NOT NULL, 
	packed VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (digest), 
	FOREIGN KEY(best_id) REFERENCES section (id)
);

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

CREATE TABLE content_copy (
	section_id INTEGER NOT NULL, 
	content_id INTEGER NOT NULL, 
	PRIMARY KEY (section_id), 
	FOREIGN KEY(section_id) REFERENCES section (id), 
	FOREIGN KEY(content_id) REFERENCES content (id)
);

CREATE INDEX ix_content_copy_content_id ON content_copy (content_id);

CREATE TABLE star (
	centre_id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	measures VARCHAR NOT NULL, 
	PRIMARY KEY (centre_id, member_id), 
	FOREIGN KEY(centre_id) REFERENCES content (id), 
	FOREIGN KEY(member_id) REFERENCES content (id)
);

CREATE INDEX ix_star_member_id ON star (member_id);

CREATE VIRTUAL TABLE search_mention USING fts5(title, note, content='', columnsize=0, tokenize='unicode61 remove_diacritics 2');

CREATE VIRTUAL TABLE search_section USING fts5(heading, body, content='', columnsize=0, tokenize='unicode61 remove_diacritics 2');

CREATE VIRTUAL TABLE search_link USING fts5(title, tags, note, content='', columnsize=0, tokenize='unicode61 remove_diacritics 2');

CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num));

PRAGMA application_id = 1668641377;

INSERT INTO alembic_version VALUES ('0009');

