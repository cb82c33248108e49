"""A clerk at the desk and files that were read, without the child process: extraction itself is tested elsewhere."""

import hashlib

import pytest
from django.contrib.auth.models import User
from django.test import Client

from proposals.importing.sessions import parse_session
from proposals.importing.vocabulary import vocabulary
from proposals.ingest.extract import extract
from proposals.ingest.frozen import freeze
from proposals.models import ImportBatch, ImportFile
from tests.factories import make_region
from tests.proposals.admin_importing.desks import VOICES, MakeFile, importer


@pytest.fixture
def clerk(db: None) -> User:
    return importer("林小满")


@pytest.fixture
def desk(clerk: User, client: Client) -> Client:
    client.force_login(clerk)
    return client


@pytest.fixture
def batch(clerk: User) -> ImportBatch:
    sessions = [parse_session(one).code for one in ("npc:16-1", "cppcc:10-1")]
    return ImportBatch.objects.create(
        region=make_region(), sessions=sessions, source_name="江岸日报", published_on="2022-01-06", created_by=clerk
    )


@pytest.fixture
def make_file(batch: ImportBatch) -> MakeFile:
    """Make a file of the batch that was read as `text`."""

    def made(text: str = VOICES, name: str = "声音.txt", **columns: object) -> ImportFile:
        data = text.encode()
        shown = {"state": ImportFile.State.READ, "encoding": "utf-8", "format": "txt", **columns}
        return ImportFile.objects.create(
            batch=batch,
            order=batch.files.count() + 1,
            name=name,
            sha256=hashlib.sha256(data + name.encode()).hexdigest(),
            size=len(data),
            data=data,
            text=text,
            found=freeze(extract(text, vocabulary())),
            **shown,
        )

    return made
