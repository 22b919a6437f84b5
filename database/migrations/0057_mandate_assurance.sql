-- How surely whoever gave a mandate was known: whoever acts by it never counts as surer. Of those given online before nobody knows it.
alter table mandates.mandate add column assurance text not null default 'low' check (assurance in ('low', 'substantial', 'high'));
update mandates.mandate set assurance = 'high' where paper_file is not null;
alter table mandates.mandate alter column assurance drop default;
